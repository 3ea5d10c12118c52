// Entry of the operations process: `node mocks/operations/main.ts <configuration.json>`.

import { runProcess } from '../kit/process.ts';
import { operationsConfigSchema } from './configuration.ts';
import { createOperations } from './operations.ts';

await runProcess(operationsConfigSchema, createOperations);
