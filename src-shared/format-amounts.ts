/** What a figure needs to be told with its unit: the credit's kind, its unit and how many digits follow the point. */
export type AmountUnit = { readonly kind: string; readonly unit: string; readonly decimals: number };
/** How the studio writes figures: its locale (BCP 47) and its currency (ISO 4217). */
export type FigureStyle = { readonly locale: string; readonly currency: string };

/** The minus of typography (U+2212), as wide as a plus, so that signed columns line up. */
export const MINUS = '\u2212';
const noBreakSpace = '\u00a0';
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${options.currency ?? ''}|${options.minimumFractionDigits}|${options.maximumFractionDigits}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  numberFormats.set(key, made);
  return made;
}

/** The amount as a plain decimal text ('−' never, point as separator), exact for every integer the ledger takes: (4800, 2) is '48.00'. */
export function decimalText(amount: number, decimals: number): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amount < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** A count in the locale's digits and grouping: 6,919. */
export function formatCount(count: number, locale: string): string {
  return count < 0
    ? `${MINUS}${numberFormat(locale, { maximumFractionDigits: 0 }).format(-count)}`
    : numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

function formatTime(minutes: number, locale: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes - hours * 60;
  const minuteText = `${rest}${noBreakSpace}min`;
  if (hours === 0) return minuteText;
  const hourText = `${formatCount(hours, locale)}${noBreakSpace}h`;
  return rest === 0 ? hourText : `${hourText}${noBreakSpace}${minuteText}`;
}

/** Decimals are passed as text, because a double can't hold 90,071,992,547,409.91. */
function formatDecimal(amount: number, decimals: number, locale: string, currency?: string): string {
  const text = decimalText(amount, decimals) as `${number}`;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  if (currency !== undefined) return numberFormat(locale, { ...digits, style: 'currency', currency }).format(text);
  return numberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: decimals }).format(text);
}

function formatAbsolute(amount: number, credit: AmountUnit, style: FigureStyle): string {
  if (credit.kind === 'time') return formatTime(amount, style.locale);
  if (credit.kind === 'money') {
    const currency = /^[A-Z]{3}$/.test(credit.unit) ? credit.unit : style.currency;
    return formatDecimal(amount, credit.decimals, style.locale, currency);
  }
  const figure = formatDecimal(amount, credit.decimals, style.locale);
  if (credit.kind === 'printing') return `${figure}${noBreakSpace}${amount === 1 ? 'page' : 'pages'}`;
  return figure;
}

/** A balance or a cost in the credit's unit: '9', '2 h 30 min', '€48.00', '12 pages'. Below zero it begins with a real minus. */
export function formatAmount(amount: number, credit: AmountUnit, style: FigureStyle): string {
  const text = formatAbsolute(Math.abs(amount), credit, style);
  return amount < 0 ? `${MINUS}${text}` : text;
}

/** A change in the credit's unit, always with its sign: '+2', '−1 h 30 min', '0'. */
export function formatSigned(amount: number, credit: AmountUnit, style: FigureStyle): string {
  const text = formatAbsolute(Math.abs(amount), credit, style);
  if (amount === 0) return text;
  return amount < 0 ? `${MINUS}${text}` : `+${text}`;
}

type NamedUnit = AmountUnit & { readonly name: string };

const countedNouns = [
  ['credit', 'credits'],
  ['session', 'sessions'],
  ['class', 'classes'],
  ['pass', 'passes'],
  ['visit', 'visits'],
  ['page', 'pages'],
] as const;

const namesItsPages = (credit: { readonly kind: string; readonly name: string }) =>
  credit.kind === 'printing' && /\bpages?$/i.test(credit.name);

/** The name with its last word in the number that the figure needs, its capital kept; null where that word counts nothing known. */
function inNumber(name: string, one: boolean): string | null {
  const lastWord = /\p{L}+$/u.exec(name)?.[0] ?? '';
  const noun = countedNouns.find((forms) => forms.some((form) => form === lastWord.toLowerCase()));
  if (!noun || (noun[0] === 'class' && lastWord.toLowerCase() === 'class')) return null;
  const word = one ? noun[0] : noun[1];
  return name.slice(0, name.length - lastWord.length) + lastWord.charAt(0) + word.slice(1);
}

/** What stands after a figure: 'Class credits' ('Class credit' for one) for the session credit 'Class'; other kinds' names as they are. */
export function creditLabel(
  amount: number,
  credit: { readonly kind: string; readonly name: string; readonly decimals: number },
): string {
  if (credit.kind !== 'session' && !namesItsPages(credit)) return credit.name;
  const one = Math.abs(amount) === 10 ** credit.decimals;
  const counted = inNumber(credit.name, one);
  if (counted !== null) return counted;
  // A plural of another kind ('Discs') already says what is counted.
  if (/[^s]s$/i.test(credit.name)) return credit.name;
  return `${credit.name} ${one ? 'credit' : 'credits'}`;
}

/** The figure that stands before a credit's label: as `formatAmount`, but without the pages that the label names itself ('36', 'Print pages'). */
export function formatFigure(amount: number, credit: NamedUnit, style: FigureStyle): string {
  return formatAmount(amount, namesItsPages(credit) ? { ...credit, kind: 'session' } : credit, style);
}

/** The figure with the credit's name: '9 Class credits', '2 h 30 min Meeting room', '€48.00 Store money', '36 Print pages'. */
export function formatCredit(amount: number, credit: NamedUnit, style: FigureStyle): string {
  return `${formatFigure(amount, credit, style)} ${creditLabel(amount, credit)}`;
}
