// Building blocks that only the report's schema needs: points in time and texts in both languages.
// The blocks that it shares with other data stand in harness/statements/kit.ts.

import { z } from 'zod';

import { object } from '../../harness/statements/kit.ts';

/** One text in every language of the project. */
export const localizedText = object({ en: z.string(), ko: z.string() }).meta({
  id: 'localizedText',
});

/** A point in time: ms from the report's time origin, negative before it; resolution 1 µs. */
export const time = z.number().describe('ms from the time origin');
