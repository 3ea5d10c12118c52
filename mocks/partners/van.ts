// The card VAN as an MSW handler: it authorises (0100) and reverses (0400) in ISO 8583 vocabulary,
// written as JSON. The same message again gets the same answer and leaves one hold.

import { http, HttpResponse, type HttpHandler } from 'msw';

import { VAN_APPROVED, VAN_FORMAT_ERROR, type VanAnswer, vanRequestSchema } from './vocabulary.ts';

/** A hold that the network keeps for an authorisation. */
export interface VanHold {
  readonly approval: string;
  readonly card: string;
  readonly won: number;
  readonly reversed: boolean;
}

/** What the VAN remembers: holds by retrieval reference and trace number. */
export interface VanState {
  readonly holds: Map<string, VanHold>;
}

/** An empty memory. */
export function createVanState(): VanState {
  return { holds: new Map() };
}

/** Handlers under `base`, which ends without a slash; `*` stands for any host. */
export function vanHandlers(base: string, state: VanState): readonly HttpHandler[] {
  return [
    http.post(`${base}/messages`, async ({ request }) => {
      const message = vanRequestSchema.safeParse(await request.json());
      if (!message.success) return HttpResponse.json({ de39: VAN_FORMAT_ERROR }, { status: 400 });
      const { mti, de2, de4, de11, de37 } = message.data;
      const key = `${de37} ${de11}`;
      const hold = state.holds.get(key);
      if (mti === '0400') {
        if (hold !== undefined) state.holds.set(key, { ...hold, reversed: true });
        // A reversal of what never arrived is granted too: its sender cannot know.
        return answer({ mti: '0410', de11, de37, de38: '', de39: VAN_APPROVED });
      }
      const granted = hold ?? {
        approval: String(state.holds.size + 1).padStart(6, '0'),
        card: de2,
        won: Number(de4),
        reversed: false,
      };
      // A renewed request after a reversal takes the hold up again.
      state.holds.set(key, { ...granted, reversed: false });
      return answer({ mti: '0110', de11, de37, de38: granted.approval, de39: VAN_APPROVED });
    }),
  ];
}

function answer(message: VanAnswer) {
  return HttpResponse.json<VanAnswer>(message);
}
