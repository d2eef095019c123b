/** The kinds of credit (domain.md, credit). */
export type CreditKind = 'session' | 'time' | 'money' | 'printing' | 'pass';

const units = { session: 'session', time: 'minute', printing: 'page', pass: 'pass' } as const;
const decimalsMax = 4;

/** The smallest unit of a new credit of a kind and its decimals: money has the currency's own (ISO 4217), the others none unless chosen. */
export function creditUnitOf(kind: CreditKind, currency: string): { unit: string; decimals: number } {
  if (kind !== 'money') return { unit: units[kind], decimals: 0 };
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return { unit: currency, decimals: Math.min(decimalsMax, format.resolvedOptions().maximumFractionDigits ?? 2) };
}
