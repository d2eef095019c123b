const place = 'tallydesk.last-signed-in';

/** The id of whoever signed in last at this window, so that they find their name chosen; null where that is unknown. */
export function lastSignedIn(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Keeps an id for the next start; where the browser keeps nothing, nothing is lost but a convenience. */
export function rememberSignedIn(id: string): void {
  try {
    localStorage.setItem(place, id);
  } catch {
    return;
  }
}
