// Entry of a bank instance: `node mocks/bank/main.ts <configuration.json>`.

import { runService } from '../kit/service/service.ts';
import { bank } from './service.ts';

await runService(bank);
