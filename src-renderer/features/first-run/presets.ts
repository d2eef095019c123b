const zoneCurrencies: Readonly<Record<string, string>> = {
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
  'Europe/Stockholm': 'SEK',
  'Europe/Oslo': 'NOK',
  'Europe/Copenhagen': 'DKK',
  'Europe/Warsaw': 'PLN',
  'Europe/Prague': 'CZK',
  'Europe/Budapest': 'HUF',
  'Europe/Bucharest': 'RON',
  'Europe/Istanbul': 'TRY',
  'Asia/Tokyo': 'JPY',
  'Asia/Singapore': 'SGD',
  'Asia/Hong_Kong': 'HKD',
  'Asia/Kolkata': 'INR',
  'Asia/Calcutta': 'INR',
  'Asia/Dubai': 'AED',
  'Asia/Seoul': 'KRW',
  'Asia/Shanghai': 'CNY',
  'Asia/Bangkok': 'THB',
  'Asia/Jerusalem': 'ILS',
  'Africa/Johannesburg': 'ZAR',
  'America/Toronto': 'CAD',
  'America/Vancouver': 'CAD',
  'America/Mexico_City': 'MXN',
  'America/Sao_Paulo': 'BRL',
  'America/Argentina/Buenos_Aires': 'ARS',
  'America/Bogota': 'COP',
  'America/Santiago': 'CLP',
  'Pacific/Auckland': 'NZD',
}; // prettier-ignore

/** The zone that the machine is set to. */
export function machineZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** A likely currency for a zone, to begin with: the person sees it and can change it. */
export function likelyCurrency(timeZone: string): string {
  const known = zoneCurrencies[timeZone];
  if (known) return known;
  const [continent] = timeZone.split('/');
  if (continent === 'America') return 'USD';
  if (continent === 'Australia') return 'AUD';
  return 'EUR';
}

/** Every zone that the machine knows, as 'Europe/Berlin' with the words that people search for: 'Berlin · Europe (UTC+1)'. */
export function zoneChoices(now: Date): { value: string; label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), machineZone(), 'UTC']);
  return [...zones].sort().map((zone) => ({ value: zone, label: zoneLabel(zone, now) }));
}

function zoneLabel(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(now);
  const offset = (parts.find((part) => part.type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
  const places = zone.replaceAll('_', ' ').split('/');
  const city = places.pop() ?? zone;
  return places.length === 0 ? zone : `${city} · ${places.join(', ')} (${offset})`;
}

/** Every currency in use, as 'EUR' with its name: 'EUR · Euro'. */
export function currencyChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }));
}

const languages = [
  'en-GB',
  'en-US',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pt-PT',
  'pt-BR',
  'pl-PL',
  'sv-SE',
  'da-DK',
  'nb-NO',
  'fi-FI',
  'cs-CZ',
  'ja-JP',
]; // prettier-ignore

/** How figures and days may be written, the machine's own first, each told by an example: 'English (United Kingdom) · 18 Mar, 1,234.50'. */
export function localeChoices(own: string, now: Date): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const codes = [...new Set([own, ...languages])];
  return codes.map((code) => {
    const day = new Intl.DateTimeFormat(code, { day: 'numeric', month: 'short' }).format(now);
    const figure = new Intl.NumberFormat(code, { minimumFractionDigits: 2 }).format(1234.5);
    return { value: code, label: `${names.of(code) ?? code} · ${day}, ${figure}` };
  });
}

/** The language that the machine is set to, as Intl writes it. */
export function machineLocale(): string {
  return Intl.getCanonicalLocales(navigator.language || 'en-GB')[0] ?? 'en-GB';
}
