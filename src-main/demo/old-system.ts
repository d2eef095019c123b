import { addDays } from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';
import type { DemoPerson } from './demo-people.ts';
import type { SeededRandom } from './seeded-random.ts';
import { isGiven, timetable } from './timetable.ts';

const columns = [
  ...['customer_external_id', 'customer_name', 'customer_email', 'credit', 'credit_kind', 'entry', 'amount', 'used_on'],
  ...['description', 'lot_external_id', 'lot_granted', 'lot_last_day', 'external_id'],
];

/** The id that the old system gave to a person. */
export function oldSystemId(place: number): string {
  return `FD-${1001 + place}`;
}

/** What the demo studio's old system has to say about its people, as a `history` file (shared with nobody: made up here). */
export function writeOldSystem(people: readonly DemoPerson[], opensOn: Day, random: SeededRandom): string {
  const rows = people.flatMap((person, place) => rowsOf(person, place, opensOn, random));
  return `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function rowsOf(person: DemoPerson, place: number, opensOn: Day, random: SeededRandom): string[][] {
  const boughtDaysAgo = random.between(20, 110);
  const lastDay = addDays(opensOn, random.between(10, 150));
  const days = Array.from({ length: random.between(1, 8) }, () =>
    addDays(opensOn, -random.between(1, boughtDaysAgo)),
  ).sort();
  const lot = `${oldSystemId(place)}-P1`;
  return days.map((day, visit) => {
    const given = timetable.filter((one) => isGiven(one, day));
    const one = given[random.between(0, given.length - 1)] ?? timetable[0];
    return [
      ...[
        oldSystemId(place),
        person.name,
        person.email ?? '',
        'Class credits',
        'session',
        'use',
        '1',
        `${day} ${one.time}`,
      ],
      ...[one.name, lot, '10', lastDay, `${lot}-V${visit + 1}`],
    ];
  });
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
