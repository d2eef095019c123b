/** What it takes to write an amount: the credit's kind, its unit (a currency for money) and its digits after the point. */
export type CreditFacts = { readonly kind: string; readonly unit: string; readonly decimals: number };

const minus = '\u2212';
const isCurrency = (unit: string) => /^[A-Z]{3}$/.test(unit);

/** An integer amount as a plain decimal with a point, exact for every safe integer: (-1250, 2) is "-12.50". */
export function decimalText(amount: number, decimals: number): string {
  const digits = BigInt(Math.abs(amount))
    .toString()
    .padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amount < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

function groupThousands(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${groupThousands(String(hours))} h` : `${groupThousands(String(hours))} h ${rest} min`;
}

const symbols = new Map<string, string>();

/** The currency's sign as English readers know it: "€" for EUR, "CHF " (with a space) where it has none. */
function currencySign(currency: string): string {
  let sign = symbols.get(currency);
  if (sign === undefined) {
    const parts = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).formatToParts(0);
    const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
    sign = /[A-Za-z]$/.test(symbol) ? `${symbol}\u00a0` : symbol;
    symbols.set(currency, sign);
  }
  return sign;
}

/** The size of an amount without its sign: "9", "2 h 30 min", "€48.00", "1,200". */
function sizeText(amount: number, credit: CreditFacts): string {
  const size = Math.abs(amount);
  if (credit.kind === 'time' && credit.decimals === 0) return durationText(size);
  const figure = groupThousands(decimalText(size, credit.decimals));
  return credit.kind === 'money' && isCurrency(credit.unit) ? `${currencySign(credit.unit)}${figure}` : figure;
}

/** An amount for people to read: "9", "2 h 30 min", "€48.00", "−€2.50" (a true minus sign). */
export function formatAmount(amount: number, credit: CreditFacts): string {
  return `${amount < 0 ? minus : ''}${sizeText(amount, credit)}`;
}

/** A change for people to read, its sign always told: "+2", "−1 h", and "0" without any. */
export function formatChange(amount: number, credit: CreditFacts): string {
  return amount > 0 ? `+${sizeText(amount, credit)}` : formatAmount(amount, credit);
}

/** The words behind a figure: "Class credits" for the session credit "Class", else the credit's own name. */
export function creditLabel(credit: { readonly name: string; readonly kind: string }): string {
  if (credit.kind !== 'session' || /credits?$/i.test(credit.name)) return credit.name;
  return `${credit.name} credits`;
}

/** An amount that says what it counts where the figure alone does not: "9 credits", "1 credit", "120 pages", "2 h", "€48.00". */
export function formatAmountInWords(amount: number, credit: CreditFacts): string {
  const figure = formatAmount(amount, credit);
  if (credit.kind === 'time' && credit.decimals === 0) return figure;
  if (credit.kind === 'money') return isCurrency(credit.unit) ? figure : `${figure} ${credit.unit}`;
  const one = Math.abs(amount) === 10 ** credit.decimals;
  const noun = { printing: 'page', time: 'minute', pass: 'pass' }[credit.kind] ?? 'credit';
  if (noun === 'pass') return `${figure} ${one ? 'pass' : 'passes'}`;
  return `${figure} ${noun}${one ? '' : 's'}`;
}

/** The kinds of credit as the screens name them. */
export const creditKindLabels: Readonly<Record<string, string>> = {
  money: 'Money credit',
  time: 'Time credit',
  printing: 'Printing credit',
  session: 'Session credit',
  pass: 'Passes',
};
