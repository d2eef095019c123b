/** Who an entry says has used credit: the e-mail, or where there is none, the name. */
export function usedByLabel({ email, name }: { readonly email: string | null; readonly name: string }): string {
  return email ?? name;
}
