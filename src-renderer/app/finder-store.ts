import { createSpotlight } from '@mantine/spotlight';

/** The finder's state, and how anything opens it. */
export const [finderStore, finder] = createSpotlight();
