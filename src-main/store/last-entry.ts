import { type Db, value } from './database.ts';

/** The last entry's number; 0 where there is none. Numbers have no gaps, so that it is also how many entries there are. */
export function lastEntryNumber(db: Db): number {
  return value(db, 'SELECT coalesce(max(number), 0) FROM entries') as number;
}
