// Exact quantiles of sorted values by the nearest-rank rule. No interpolation: an outage leaves a gap
// between fast and stuck, and a value inside that gap was never observed (reference §2.4).

/** The value of rank ⌈share × n⌉ of ascending values; null without values. */
export function quantile(
  ascending: Float32Array | Float64Array | readonly number[],
  share: number,
): number | null {
  if (ascending.length === 0) return null;
  const rank = Math.max(1, Math.ceil(share * ascending.length));
  return ascending[rank - 1] ?? null;
}
