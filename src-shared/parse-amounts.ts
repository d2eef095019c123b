import { AMOUNT_MAX } from './amounts.ts';
import type { AmountUnit } from './format-amounts.ts';

/** What a person typed as an amount: an integer > 0 in the credit's smallest unit, or the sentence that says what is amiss. */
export type ParsedAmount =
  | { readonly ok: true; readonly amount: number }
  | { readonly ok: false; readonly problem: string };

const refuse = (problem: string): ParsedAmount => ({ ok: false, problem });

const tooLarge = refuse('That is more than the ledger can hold.');
const notPositive = refuse('Give an amount above 0.');
const noSign = refuse('Write the amount without a plus or minus sign.');

/** A decimal read exactly: its digits as one integer and how many of them stand after the point. */
type Decimal = { readonly digits: bigint; readonly scale: number };

/** Reads "1200", "1,200.50", "1.200,50", "1 200", "12,5"; null for what is no number, "ambiguous" for what could mean two. */
function readDecimal(text: string, decimals: number): Decimal | 'ambiguous' | null {
  const compact = text.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  const plain = /^(\d+)(?:([.,])(\d*))?$/.exec(compact) ?? /^()([.,])(\d+)$/.exec(compact);
  if (plain) {
    const [, whole = '', mark, fraction = ''] = plain;
    if (fraction.length === 3 && whole !== '' && whole !== '0' && whole.length <= 3) {
      const groups = decimals === 0 || (mark === ',' && decimals < 3);
      return groups ? { digits: BigInt(whole + fraction), scale: 0 } : 'ambiguous';
    }
    return { digits: BigInt(whole + fraction), scale: fraction.length };
  }
  const grouped =
    /^(\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(compact) ?? /^(\d{1,3}(?:\.\d{3})+)(?:,(\d*))?$/.exec(compact);
  if (!grouped) return null;
  const [, whole = '', fraction = ''] = grouped;
  return { digits: BigInt(whole.replace(/[.,]/g, '') + fraction), scale: fraction.length };
}

/** The decimal times `factor`, where that is a whole number; null where a fraction would remain. */
function wholeMultiple(value: Decimal, factor: bigint): bigint | null {
  const scaled = value.digits * factor;
  const divisor = 10n ** BigInt(value.scale);
  return scaled % divisor === 0n ? scaled / divisor : null;
}

function accept(amount: bigint): ParsedAmount {
  if (amount <= 0n) return notPositive;
  return amount > BigInt(AMOUNT_MAX) ? tooLarge : { ok: true, amount: Number(amount) };
}

const wholeMinutes = refuse('Time is counted in whole minutes: write 150, 2 h 30 or 2:30.');
const noTime = refuse('Write minutes (90) or hours and minutes (1 h 30, 1:30).');

function parseHours(hoursText: string, minutesText: string | undefined): ParsedAmount {
  const value = readDecimal(hoursText, 2);
  if (value === null || value === 'ambiguous') return noTime;
  const hours = wholeMultiple(value, 60n);
  if (hours === null) return wholeMinutes;
  if (minutesText === undefined) return accept(hours);
  if (value.scale > 0) return noTime;
  return Number(minutesText) > 59
    ? refuse('Write at most 59 minutes after the hours.')
    : accept(hours + BigInt(minutesText));
}

/** Minutes from "90", "90 min", "2 h 30", "2h30m", "2:30", "2,5 h", "1 hour 15 minutes". */
function parseTime(text: string): ParsedAmount {
  const typed = text.toLowerCase().replace(/\s+/g, ' ');
  const clock = /^(\d{1,12}):(\d{2})( ?h(?:ours?|rs?)?)?$/.exec(typed);
  if (clock) return parseHours(clock[1] ?? '', clock[2]);
  const hours = /^([\d.,]+) ?h(?:ours?|rs?)?\.?(?:,? ?(?:and )?(\d{1,2}) ?(?:m(?:in(?:ute)?s?)?\.?)?)?$/.exec(typed);
  if (hours) return parseHours(hours[1] ?? '', hours[2]);
  const minutes = /^([\d.,'’ ]+?) ?(?:m(?:in(?:ute)?s?)?\.?)?$/.exec(typed);
  const value = minutes ? readDecimal(minutes[1] ?? '', 0) : null;
  if (value === null || value === 'ambiguous') return noTime;
  const whole = wholeMultiple(value, 1n);
  return whole === null ? wholeMinutes : accept(whole);
}

/** Words that may stand around a figure and say nothing new: the currency, its sign, "credits", "pages". */
function withoutUnit(text: string, credit: AmountUnit): string {
  const escaped = credit.unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const words = new RegExp(`(?:${escaped}s?|credits?|pages?|sessions?|passes|pass|[€$£¥₣])`, 'gi');
  return text.replace(words, '').trim();
}

function example(decimals: number): string {
  return decimals === 0 ? '5' : `2.${'5'.padEnd(decimals, '0')}`;
}

function parseFigure(text: string, credit: AmountUnit): ParsedAmount {
  const value = readDecimal(withoutUnit(text, credit), credit.decimals);
  if (value === 'ambiguous') {
    const bare = text.replace(/[.,]/g, '');
    return refuse(`That could be read in two ways. Write ${bare} for the large number, or leave out the last zeros.`);
  }
  if (value === null) return refuse(`Write the amount as a number, such as ${example(credit.decimals)}.`);
  const amount = wholeMultiple(value, 10n ** BigInt(credit.decimals));
  if (amount !== null) return accept(amount);
  if (credit.decimals === 0) return refuse('This credit is counted in whole numbers, such as 5.');
  const digits = credit.decimals === 1 ? 'one digit' : `${credit.decimals} digits`;
  return refuse(`This credit has at most ${digits} after the point, such as ${example(credit.decimals)}.`);
}

/** Reads an amount that a person typed for a credit, exactly (no floating point): time as minutes or "2 h 30", money with "12.50" or "12,50". */
export function parseAmount(text: string, credit: AmountUnit): ParsedAmount {
  const typed = text.trim();
  if (typed === '') return refuse('How much? Give an amount.');
  if (typed.length > 60) return refuse('Write the amount as a number, such as 5.');
  if (/^[+\-\u2212\u2013]/.test(typed)) return noSign;
  return credit.kind === 'time' ? parseTime(typed) : parseFigure(typed, credit);
}
