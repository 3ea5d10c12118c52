// The partner networks together: one set of MSW handlers over one memory. A lab serves them over
// HTTP; a unit test hands the same ones to `setupServer`.

import type { HttpHandler } from 'msw';

import { type CarrierState, carrierHandlers, createCarrierState } from './carrier.ts';
import { createKftcState, type KftcState, kftcHandlers } from './kftc.ts';
import { createVanState, type VanState, vanHandlers } from './van.ts';

/** Name of a partner network, and first segment of its paths. */
export type PartnerName = 'kftc' | 'van' | 'carrier';

/** All partner networks. */
export const PARTNER_NAMES: readonly PartnerName[] = ['kftc', 'van', 'carrier'];

/** What the partner networks remember while their process runs. */
export interface PartnersState {
  readonly kftc: KftcState;
  readonly van: VanState;
  readonly carrier: CarrierState;
}

/** An empty memory. */
export function createPartnersState(): PartnersState {
  return { kftc: createKftcState(), van: createVanState(), carrier: createCarrierState() };
}

/** Handlers of the named partners, each under `/<name>/…` of any host. */
export function partnerHandlers(
  state: PartnersState,
  names: readonly PartnerName[] = PARTNER_NAMES,
): HttpHandler[] {
  const all: Readonly<Record<PartnerName, readonly HttpHandler[]>> = {
    kftc: kftcHandlers('*/kftc', state.kftc),
    van: vanHandlers('*/van', state.van),
    carrier: carrierHandlers('*/carrier', state.carrier),
  };
  return names.flatMap((name) => all[name]);
}
