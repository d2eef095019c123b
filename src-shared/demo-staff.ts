/** The demo studio's staff and their PINs, which are no secret: its sign-in screen tells them. */
export const demoPins: Readonly<Record<string, string>> = {
  'Ada Brandt': '2580',
  'Ben Okoye': '1470',
  'Cleo Marti': '3690',
};
