import type { importFormats } from '../../src-shared/contract/imports.ts';

/** A format of the contract. */
export type ImportFormat = (typeof importFormats)[number];
/** The formats that are tables. */
export type TableFormat = Exclude<ImportFormat, 'nexudus-use-history'>;

/**
 * What other systems call a field (Mindbody, Momence, Nexudus, Punchpass, Acuity, WellnessLiving), folded as foldHeader does.
 * `whole` names are a header only when they are all of it: short or general words that also occur inside other headers
 * ("name" in "class name"). `within` names also count as whole words inside a longer header ("email" in "client email 1").
 */
type Names = { readonly whole: readonly string[]; readonly within: readonly string[] };

const person = {
  name: {
    whole: [
      'name',
      'client',
      'customer',
      'member',
      'coworker',
      'attendee',
      'kunde',
      'kundin',
      'mitglied',
      'nom',
      'nombre',
      'nome',
      'naam',
      'namn',
      'navn',
    ],
    within: [
      'customer name',
      'client name',
      'member name',
      'full name',
      'attendee name',
      'coworker full name',
      'kundenname',
    ],
  },
  email: {
    whole: ['mail', 'e mail', 'email', 'mail address', 'correo', 'courriel', 'e post', 'epost'],
    within: [
      'customer email',
      'client email',
      'member email',
      'email address',
      'e mail address',
      'attendee email',
      'coworker email',
      'primary email',
      'e mail adresse',
      'email',
    ],
  },
  externalId: {
    whole: ['id', 'external id', 'rssid', 'barcode', 'kundennummer', 'mitgliedsnummer', 'unique id'],
    within: [
      'customer external id',
      'customer id',
      'client id',
      'member id',
      'coworker id',
      'user id',
      'barcode id',
      'customer number',
      'client number',
      'member number',
    ],
  },
} satisfies Record<string, Names>;

const customers = {
  name: person.name,
  first_name: {
    whole: ['first', 'given name', 'vorname', 'prenom', 'voornaam', 'fornamn', 'fornavn'],
    within: ['first name', 'firstname'],
  },
  last_name: {
    whole: [
      'last',
      'surname',
      'family name',
      'nachname',
      'familienname',
      'nom de famille',
      'apellido',
      'apellidos',
      'cognome',
      'sobrenome',
      'achternaam',
      'efternamn',
      'efternavn',
      'etternavn',
    ],
    within: ['last name', 'lastname'],
  },
  email: person.email,
  phone: {
    whole: ['phone', 'tel', 'mobile', 'cell', 'telefon', 'telephone', 'handy'],
    within: [
      'phone number',
      'mobile phone',
      'cell phone',
      'home phone',
      'mobile number',
      'telephone number',
      'telefonnummer',
    ],
  },
  external_id: person.externalId,
  company: {
    whole: ['company', 'business', 'organisation', 'organization', 'firma', 'team'],
    within: ['company name', 'business name', 'team name', 'billing company'],
  },
  note: {
    whole: ['note', 'notes', 'comment', 'comments', 'notiz', 'bemerkung', 'remarks'],
    within: ['customer notes', 'client notes', 'account notes', 'member notes'],
  },
} satisfies Record<string, Names>;

const history = {
  customer_external_id: { whole: ['rssid', 'barcode', 'kundennummer'], within: person.externalId.within },
  customer_name: person.name,
  customer_email: person.email,
  credit: {
    whole: ['credit', 'credits', 'pass', 'plan', 'package', 'product', 'service', 'guthaben', 'certificate'],
    within: [
      'credit name',
      'pass name',
      'pricing option',
      'package name',
      'purchase option',
      'plan name',
      'service name',
      'membership name',
    ],
  },
  customer_first_name: customers.first_name,
  customer_last_name: customers.last_name,
  credit_kind: { whole: ['kind'], within: ['credit kind', 'credit type'] },
  entry: { whole: ['entry', 'action'], within: ['entry kind', 'entry type', 'transaction type'] },
  amount: {
    whole: ['amount', 'qty', 'quantity', 'used', 'count', 'visits', 'anzahl', 'menge', 'betrag'],
    within: [
      'credits used',
      'credit used',
      'amount used',
      'credits deducted',
      'visits used',
      'sessions used',
      'number of credits',
      'classes used',
    ],
  },
  used_on: {
    whole: ['date', 'when', 'day', 'datum', 'fecha', 'data', 'date time'],
    within: [
      'used on',
      'used at',
      'visit date',
      'class date',
      'date used',
      'transaction date',
      'booking date',
      'session date',
      'event date',
      'created on',
      'check in date',
      'checked in at',
      'appointment date',
    ],
  },
  time_of_day: {
    whole: [
      'time',
      'time of day',
      'start time',
      'class time',
      'class start time',
      'session time',
      'session start time',
      'event time',
      'event start time',
      'visit time',
      'appointment time',
      'uhrzeit',
      'startzeit',
      'heure',
      'heure de debut',
      'hora',
      'hora de inicio',
      'tijd',
      'starttijd',
      'begintijd',
      'ora',
      'ora di inizio',
    ],
    within: [],
  },
  description: {
    whole: [
      'description',
      'details',
      'class',
      'event',
      'session',
      'note',
      'notes',
      'beschreibung',
      'type',
      'visit type',
    ],
    within: [
      'class name',
      'event name',
      'session name',
      'visit description',
      'appointment type',
      'service description',
    ],
  },
  lot_external_id: {
    whole: ['lot', 'certificate code'],
    within: ['lot external id', 'lot id', 'pass id', 'package id', 'credit id', 'membership id'],
  },
  lot_granted: {
    whole: ['granted', 'starting credits', 'total credits', 'original credits'],
    within: ['lot granted', 'credits granted', 'credits purchased', 'starting balance'],
  },
  lot_last_day: {
    whole: ['expires', 'expiry', 'expiration', 'expires on', 'last day', 'valid until', 'gultig bis'],
    within: ['lot last day', 'expiration date', 'expiry date', 'expires at', 'valid until'],
  },
  external_id: {
    whole: ['id', 'external id', 'unique id', 'reference'],
    within: ['entry id', 'transaction id', 'visit id', 'usage id', 'row id'],
  },
} satisfies Record<string, Names>;

/** Each tabular format's fields, as contract and files name them, with the names that other systems give them. */
export const fieldNames = { customers, history } satisfies Record<TableFormat, Record<string, Names>>;

/** A field of the format `customers`. */
export type CustomersField = keyof typeof customers;
/** A field of the format `history`. */
export type HistoryField = keyof typeof history;

/** What a table must have to be of a format: of each group at least one column, and what people call it. */
export const neededFields: Record<
  TableFormat,
  readonly { readonly oneOf: readonly string[]; readonly called: string }[]
> = {
  customers: [{ oneOf: ['name', 'first_name', 'last_name', 'company'], called: 'a name (or first and last name)' }],
  history: [
    {
      oneOf: ['customer_external_id', 'customer_name', 'customer_first_name', 'customer_last_name', 'customer_email'],
      called: 'the customer (name, e-mail or external id)',
    },
    { oneOf: ['credit'], called: 'the credit' },
    { oneOf: ['amount'], called: 'the amount' },
    { oneOf: ['used_on'], called: 'the day (used_on)' },
  ],
};
