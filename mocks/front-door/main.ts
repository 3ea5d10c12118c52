// Entry of the front door: `node mocks/front-door/main.ts <configuration.json>`.

import { runProcess } from '../kit/process.ts';
import { createFrontDoor, frontDoorConfigSchema } from './app.ts';

await runProcess(frontDoorConfigSchema, createFrontDoor);
