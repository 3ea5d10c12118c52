// Entry of a card instance: `node mocks/card/main.ts <configuration.json>`.

import { runService } from '../kit/service/service.ts';
import { card } from './service.ts';

await runService(card);
