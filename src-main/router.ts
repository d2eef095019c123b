import { catalogueRoutes } from './routes/catalogue-routes.ts';
import { creditRoutes } from './routes/credit-routes.ts';
import { type AppParts, openDoor } from './routes/door.ts';
import { peopleRoutes } from './routes/people-routes.ts';
import { studioRoutes } from './routes/studio-routes.ts';
import { usageRoutes } from './routes/usage-routes.ts';

export type { AppContext } from './routes/door.ts';

/** The one door: every operation of the contract, with who may, what it expects and what it answers checked both ways. */
export function createRouter(parts: AppParts) {
  const os = openDoor(parts);
  return os.router({
    ...studioRoutes(os, parts),
    ...peopleRoutes(os),
    ...catalogueRoutes(os),
    ...creditRoutes(os),
    ...usageRoutes(os),
  });
}

/** The router's type, for hosts. */
export type AppRouter = ReturnType<typeof createRouter>;
