import { figure, shown } from './unreadable-file.ts';

/** How many names a sentence has at most. */
const named = 10;

/** That rows are for customers who are archived, and for whom; nothing where there are none. `names`: of each row's customer. */
export function archivedNotes(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const who = [...new Set(names)];
  const rows = names.length === 1 ? '1 row is' : `${figure(names.length)} rows are`;
  const customers = who.length === 1 ? 'a customer who is' : 'customers who are';
  return [`${rows} for ${customers} archived: ${listed(who)}. They stay archived.`];
}

/** That people whom the ledger has already become members of a company, and who; nothing where there are none. */
export function joinedNotes(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const who =
    names.length === 1
      ? '1 person who was there already joins'
      : `${figure(names.length)} people who were there already join`;
  return [`${who} a company: ${listed(names)}.`];
}

function listed(names: readonly string[]): string {
  const more = names.length - named;
  const first = names
    .slice(0, named)
    .map((name) => shown(name))
    .join(', ');
  return more > 0 ? `${first} and ${figure(more)} more` : first;
}
