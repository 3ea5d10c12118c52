// Every campaign, in the order of the list.

import type { Campaign } from './campaign.ts';
import { containers } from './containers.ts';
import { cost } from './cost.ts';
import { mainDrill } from './main-drill.ts';
import { undone } from './undone.ts';

/** The campaigns. */
export const campaigns: readonly Campaign[] = [mainDrill, undone, cost, containers];
