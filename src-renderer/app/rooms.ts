import { IconFileImport, IconUsers } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Role } from '../ui/signed-in.tsx';

/** A room of the app: one entry of the rail and of the finder. `needs`: the role without which it isn't offered. */
export type Room = {
  readonly name: string;
  readonly path: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly needs: Role;
  readonly keywords: string;
};

/** The rooms, in the order of the rail. */
export const rooms: readonly Room[] = [
  { name: 'Customers', path: '/customers', icon: IconUsers, needs: 'viewer', keywords: 'people companies list search' },
  { name: 'Import', path: '/import', icon: IconFileImport, needs: 'manager', keywords: 'csv json file history upload' },
];

/** True where an address lies in a room. */
export function isInRoom(path: string, room: Room): boolean {
  return path === room.path || path.startsWith(`${room.path}/`);
}
