import { assertNever } from '../../src-shared/assert-never.ts';
import type { CustomerRow } from './customers.ts';
import type { Db } from './database.ts';
import { value } from './database.ts';

/** A scope of usage in the store's numbers: the set of lots that figures and entries are about. */
export type StoreScope =
  | { readonly of: 'membership'; readonly membership: number; readonly cycle: number | null }
  | { readonly of: 'lot'; readonly lot: number }
  | { readonly of: 'customer'; readonly customer: number; readonly credit: number | null }
  | { readonly of: 'studio' };

/** SQL that narrows lots (alias l) to a scope, with its parameters. */
export function lotsOfScope(scope: StoreScope): { sql: string; params: Record<string, number> } {
  switch (scope.of) {
    case 'membership':
      return scope.cycle === null
        ? { sql: 'l.membership = @membership', params: { membership: scope.membership } }
        : {
            sql: 'l.membership = @membership AND l.cycle = @cycle',
            params: { membership: scope.membership, cycle: scope.cycle },
          };
    case 'lot':
      return { sql: 'l.number = @lot', params: { lot: scope.lot } };
    case 'customer':
      return scope.credit === null
        ? { sql: 'l.customer = @customer', params: { customer: scope.customer } }
        : {
            sql: 'l.customer = @customer AND l.credit = @credit',
            params: { customer: scope.customer, credit: scope.credit },
          };
    case 'studio':
      return { sql: '1', params: {} };
    default:
      return assertNever(scope);
  }
}

/** The customer whose lots a scope is about, or null for the whole studio. */
export function customerOfScope(db: Db, scope: StoreScope): CustomerRow['number'] | null {
  switch (scope.of) {
    case 'membership':
      return value(db, 'SELECT customer FROM memberships WHERE number = ?', [scope.membership]) as number | null;
    case 'lot':
      return value(db, 'SELECT customer FROM lots WHERE number = ?', [scope.lot]) as number | null;
    case 'customer':
      return scope.customer;
    case 'studio':
      return null;
    default:
      return assertNever(scope);
  }
}
