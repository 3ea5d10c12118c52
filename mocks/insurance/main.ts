// Entry of a insurance instance: `node mocks/insurance/main.ts <configuration.json>`.

import { runService } from '../kit/service/service.ts';
import { insurance } from './service.ts';

await runService(insurance);
