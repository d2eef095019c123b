const labels: Readonly<Record<string, string>> = {
  name: 'Name',
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  external_id: 'External id',
  company: 'Company',
  note: 'Note',
  customer_external_id: 'Customer’s external id',
  customer_name: 'Customer’s name',
  customer_first_name: 'Customer’s first name',
  customer_last_name: 'Customer’s last name',
  customer_email: 'Customer’s e-mail',
  credit: 'Credit',
  credit_kind: 'Kind of credit',
  entry: 'Entry',
  amount: 'Amount',
  used_on: 'Used on',
  time_of_day: 'Time of day',
  description: 'Description',
  lot_external_id: 'Lot',
  lot_granted: 'Lot began with',
  lot_last_day: 'Lot’s last day',
};

/** An import's field as people say it; a field without words of its own shows its name. */
export function fieldLabel(field: string): string {
  return labels[field] ?? field;
}
