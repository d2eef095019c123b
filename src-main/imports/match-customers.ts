import { isEmail } from '../../src-shared/email.ts';
import { fold } from '../../src-shared/fold.ts';
import { foldName } from './fold-name.ts';
import type { KnownCustomer } from './import-plan.ts';

/** What a row says of its customer; empty text: nothing. `anyOf`: a name, e-mail or external id that a person typed. */
export type Identity = {
  readonly externalId: string;
  readonly email: string;
  readonly name: string;
  readonly anyOf?: string;
};
/** A customer that rows were matched to: of the ledger (`number`), or a new one with all that the rows say of them. */
export type MatchedCustomer = {
  readonly number: number | null;
  readonly name: string;
  readonly email: string | null;
  readonly externalId: string | null;
  readonly archived: boolean;
};
/** The customer of an identity, or why nobody can say who it is. */
export type Match =
  | { readonly ok: true; readonly customer: MatchedCustomer }
  | { readonly ok: false; readonly reason: string };

/** `line`: where the file names somebody new first. */
type Person = {
  number: number | null;
  name: string;
  email: string | null;
  externalId: string | null;
  readonly archived: boolean;
  line?: number;
};
type Row = { readonly who: string; readonly identity: Identity; readonly line: number };

/** One text for an identity, the same for two that say just the same. */
export function identityKey({ externalId, email, name, anyOf = '' }: Identity): string {
  return `${externalId}\u0000${email}\u0000${name}\u0000${anyOf}`;
}

/**
 * Whose rows are whose: by external id, then by e-mail, then by name (without regard to case, accents and spaces), in that
 * order for all rows, so that it does not matter which comes first in the file. `who`: the identity's key. Somebody with another external id or another
 * e-mail is somebody else, and so is somebody with another name at an e-mail address that a family shares; who can't be told
 * apart is not guessed.
 */
export function matchCustomers(rows: readonly Row[], known: readonly KnownCustomer[]): Map<string, Match> {
  const people = peopleOf(known);
  const distinct = new Map<string, Row>();
  for (const row of rows) {
    if (!distinct.has(row.who)) distinct.set(row.who, row);
  }
  const matches = new Map<string, Match>();
  for (const way of waysToMatch) {
    for (const [key, { identity, line }] of distinct) {
      if (!matches.has(key) && way.takes(identity, people)) matches.set(key, way.match(identity, people, line));
    }
  }
  return matches;
}

type WayToMatch = {
  takes(identity: Identity, people: People): boolean;
  match(identity: Identity, people: People, line: number): Match;
};

const waysToMatch: readonly WayToMatch[] = [
  // Who is known by all that a row says comes before who shares an e-mail address with them.
  {
    takes: ({ externalId, email, name }, people) => externalId !== '' && people.isKnownBy(email, name),
    match: byExternalId,
  },
  { takes: (identity) => identity.externalId !== '', match: byExternalId },
  {
    takes: ({ externalId, email, name }, people) => externalId === '' && people.isKnownBy(email, name),
    match: byEmail,
  },
  { takes: (identity) => identity.externalId === '' && identity.email !== '', match: byEmail },
  { takes: ({ externalId, email, name }) => externalId === '' && email === '' && name !== '', match: byName },
  { takes: ({ externalId, email, name }) => externalId === '' && email === '' && name === '', match: byAny },
];

function byExternalId(identity: Identity, people: People, line: number): Match {
  const same = people.withExternalId(identity.externalId);
  if (same) return matched(same, identity, people);
  const mails = (identity.email === '' ? [] : people.freeWithEmail(identity.email)).filter((person) =>
    mayBeNamed(person, identity.name),
  );
  const [mail] = mails;
  if (mail && mails.length === 1) return matched(mail, identity, people);
  const names =
    identity.name === '' ? [] : people.freeWithName(identity.name).filter((person) => sameEmail(person, identity));
  const [name] = names;
  if (name && names.length === 1) return matched(name, identity, people);
  if (mails.length + names.length > 0) return ambiguous(identity);
  return matched(people.add(identity, line), identity, people);
}

function byEmail(identity: Identity, people: People, line: number): Match {
  const mails = people.withEmail(identity.email);
  const named =
    mails.length > 1
      ? mails.filter((person) => foldName(person.name) === foldName(identity.name))
      : mails.filter((person) => mayBeNamed(person, identity.name));
  const [mail] = named;
  if (mail && named.length === 1) return matched(mail, identity, people);
  if (mails.length === 1 && mails[0]) {
    return { ok: false, reason: otherNameReason(mails[0].name, mails[0].line) };
  }
  if (mails.length > 0) return ambiguous(identity);
  const names = identity.name === '' ? [] : people.withName(identity.name).filter((person) => person.email === null);
  const [name] = names;
  if (names.length > 1) return ambiguous(identity);
  return matched(name ?? people.add(identity, line), identity, people);
}

function byName(identity: Identity, people: People, line: number): Match {
  const names = people.withName(identity.name);
  if (names.length > 1) return ambiguous(identity);
  return matched(names[0] ?? people.add(identity, line), identity, people);
}

function byAny(identity: Identity, people: People, line: number): Match {
  const text = identity.anyOf ?? '';
  if (text === '')
    return { ok: false, reason: 'names no customer: expected a name, an e-mail address or an external id' };
  const same = people.withExternalId(text);
  if (same) return { ok: true, customer: same };
  const says = { externalId: '', email: '', name: '' };
  return isEmail(text)
    ? byEmail({ ...says, email: text }, people, line)
    : byName({ ...says, name: text }, people, line);
}

function sameEmail(person: Person, identity: Identity): boolean {
  return person.email === null || identity.email === '' || person.email.toLowerCase() === identity.email.toLowerCase();
}

/** True where a name may be that of a person who shares its e-mail address: one of the two is all of the other, whatever the order, and a letter stands for what begins with it. "M. Lindt", "Lindt, Mara" and "Mara Lindt-Berg" may be Mara Lindt; Ben Lindt is not. */
function mayBeNamed(person: Person, name: string): boolean {
  if (person.name === person.email || person.name === person.externalId) return true;
  const [fewer = [], more = []] = [wordsOf(person.name), wordsOf(name)].toSorted((a, b) => a.length - b.length);
  if (foldName(person.name) === foldName(name)) return true;
  const left = [...more];
  return fewer.every((word) => {
    const found = left.findIndex((other) => word === other || standsFor(word, other) || standsFor(other, word));
    if (found !== -1) left.splice(found, 1);
    return found !== -1;
  });
}

function wordsOf(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function standsFor(initial: string, word: string): boolean {
  return initial.length === 1 && word.startsWith(initial);
}

/** Why a row is not taken for somebody who shares its e-mail address. `line`: where the file names them; undefined: they are in the ledger. */
export function otherNameReason(name: string, line: number | undefined): string {
  const where = line === undefined ? 'in the ledger' : `in line ${line}`;
  return `has the e-mail address of ${name} ${where}, but another name: an external id must tell them apart`;
}

function ambiguous({ name, email, externalId }: Identity): Match {
  const who = name || email || externalId;
  const by = email === '' ? 'an e-mail address or external id' : 'an external id';
  return { ok: false, reason: `may be one of several customers (${who}): ${by} must tell which` };
}

/** A new customer learns what later rows say; one of the ledger is remembered under the external id for the rest of the file. */
function matched(person: Person, identity: Identity, people: People): Match {
  if (identity.externalId !== '' && person.externalId === null) {
    person.externalId = identity.externalId;
    people.index(person);
  }
  if (person.number === null) {
    if (identity.email !== '' && person.email === null) {
      person.email = identity.email;
      people.index(person);
    }
    if (identity.name !== '' && (person.name === person.email || person.name === person.externalId)) {
      person.name = identity.name;
      people.index(person);
    }
  }
  return { ok: true, customer: person };
}

/** Everybody by what is known of them. `free…`: only those whose external id nobody knows yet. */
type People = {
  withExternalId(externalId: string): Person | undefined;
  withEmail(email: string): readonly Person[];
  withName(name: string): readonly Person[];
  freeWithEmail(email: string): readonly Person[];
  freeWithName(name: string): readonly Person[];
  /** True where the ledger has somebody of this very e-mail address and name. */
  isKnownBy(email: string, name: string): boolean;
  add(identity: Identity, line: number): Person;
  /** Finds the person under all that is known of them by now. */
  index(person: Person): void;
};

function peopleOf(known: readonly KnownCustomer[]): People {
  const externalIds = new Map<string, Person>();
  const emails = peopleBy((person) => person.email?.toLowerCase() ?? null);
  const names = peopleBy((person) => foldName(person.name));
  const index = (person: Person) => {
    if (person.externalId !== null) externalIds.set(person.externalId, person);
    emails.put(person);
    names.put(person);
  };
  for (const customer of known) index({ ...customer });
  return {
    withExternalId: (externalId) => externalIds.get(externalId),
    withEmail: (email) => emails.all(email.toLowerCase()),
    withName: (name) => names.all(foldName(name)),
    freeWithEmail: (email) => emails.free(email.toLowerCase()),
    freeWithName: (name) => names.free(foldName(name)),
    isKnownBy: (email, name) =>
      email !== '' &&
      emails
        .all(email.toLowerCase())
        .some((person) => person.number !== null && foldName(person.name) === foldName(name)),
    add({ name, email, externalId }, line) {
      const person = {
        line,
        number: null,
        name: name || email || externalId,
        email: email || null,
        externalId: externalId || null,
        archived: false,
      };
      index(person);
      return person;
    },
    index,
  };
}

/** An index of people in which those without an external id are apart, so that a thousand namesakes with ids cost nothing. */
function peopleBy(keyOf: (person: Person) => string | null) {
  const everybody = new Map<string, Set<Person>>();
  const unidentified = new Map<string, Set<Person>>();
  const put = (map: Map<string, Set<Person>>, key: string, person: Person) => {
    const set = map.get(key);
    if (set) set.add(person);
    else map.set(key, new Set([person]));
  };
  return {
    put(person: Person) {
      const key = keyOf(person);
      if (key === null) return;
      put(everybody, key, person);
      if (person.externalId === null) put(unidentified, key, person);
      else unidentified.get(key)?.delete(person);
    },
    all: (key: string): Person[] => [...(everybody.get(key) ?? [])],
    free: (key: string): Person[] => [...(unidentified.get(key) ?? [])],
  };
}
