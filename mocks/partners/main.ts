// Entry of the partners' process: `node mocks/partners/main.ts <configuration.json>`.

import { runProcess } from '../kit/process.ts';
import { createPartners, partnersConfigSchema } from './app.ts';

await runProcess(partnersConfigSchema, createPartners);
