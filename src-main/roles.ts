/** Who may do what: everybody, whoever is signed in, or a role and those above it. */
export type Access = 'anyone' | 'viewer' | 'desk' | 'manager';

const rank = { viewer: 1, desk: 2, manager: 3 } as const;

/** True where a role may do what needs `access`. */
export function mayDo(role: keyof typeof rank, access: Exclude<Access, 'anyone'>): boolean {
  return rank[role] >= rank[access];
}

/** What each operation needs (domain.md, staff). An operation that is not named here needs a manager. */
const access: Record<string, Access> = {
  'app.status': 'anyone',
  'studio.create': 'anyone',
  'studio.createDemo': 'anyone',
  'studio.get': 'anyone',
  'session.choices': 'anyone',
  'session.signIn': 'anyone',
  'session.signOut': 'anyone',
  'session.current': 'anyone',
  'events.subscribe': 'anyone',
  'jobs.cancel': 'viewer',
  'staff.list': 'viewer',
  'customers.search': 'viewer',
  'customers.get': 'viewer',
  'customers.create': 'desk',
  'customers.update': 'desk',
  'customers.archive': 'desk',
  'teams.set': 'desk',
  'resourceTypes.list': 'viewer',
  'resources.list': 'viewer',
  'credits.list': 'viewer',
  'plans.list': 'viewer',
  'plans.get': 'viewer',
  'products.list': 'viewer',
  'products.get': 'viewer',
  'memberships.start': 'desk',
  'memberships.end': 'desk',
  'memberships.pause': 'desk',
  'memberships.resume': 'desk',
  'memberships.get': 'viewer',
  'memberships.list': 'viewer',
  'memberships.cycles': 'viewer',
  'lots.list': 'viewer',
  'lots.get': 'viewer',
  'lots.update': 'desk',
  'balance.get': 'viewer',
  'bookings.preview': 'viewer',
  'bookings.create': 'desk',
  'bookings.cancelPreview': 'viewer',
  'bookings.cancel': 'desk',
  'bookings.setState': 'desk',
  'bookings.get': 'viewer',
  'bookings.list': 'viewer',
  'uses.create': 'desk',
  'adjustments.preview': 'viewer',
  'adjustments.add': 'desk',
  'adjustments.deduct': 'desk',
  'usage.summary': 'viewer',
  'usage.entries': 'viewer',
  'usage.position': 'viewer',
  'usage.counts': 'viewer',
  'usage.balanceOverTime': 'viewer',
  'usage.entry': 'viewer',
  'usage.scope': 'viewer',
  'usage.record': 'viewer',
  'reports.export': 'viewer',
  'reports.chooseTarget': 'viewer',
  'ledger.advance': 'viewer',
  'ledger.verify': 'viewer',
};

/** What an operation (`area.name`) needs. */
export function accessOf(operation: string): Access {
  return access[operation] ?? 'manager';
}
