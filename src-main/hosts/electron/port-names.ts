/** What the page posts to itself once it listens for its port; the preload script passes it on. */
export const portWanted = 'tallydesk:port-wanted';
/** The message that brings a window its port. */
export const portHandedOver = 'tallydesk:port';
