// Entry of a post instance: `node mocks/post/main.ts <configuration.json>`.

import { runService } from '../kit/service/service.ts';
import { post } from './service.ts';

await runService(post);
