import { IconKeyboard, IconLock, IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAllows } from '../ui/signed-in.tsx';
import { rooms } from './rooms.ts';

/** Something that can be done from anywhere, as the finder lists it. */
export type FinderAction = { id: string; label: string; keywords: string; icon: ReactNode; run: () => void };

/** Everything that the signed-in person may do from anywhere. */
export function useFinderActions(onLock: () => void, onShowKeys: () => void): FinderAction[] {
  const [, navigate] = useLocation();
  const allows = { viewer: true, desk: useAllows('desk'), manager: useAllows('manager') };
  const newCustomer: FinderAction = {
    id: 'new-customer',
    label: 'New customer',
    keywords: 'add create person company',
    icon: <IconUserPlus size={18} stroke={1.75} />,
    run: () => navigate('/customers?new=1'),
  };
  const ways = rooms
    .filter((room) => allows[room.needs])
    .map((room) => ({
      id: room.path,
      label: `Go to ${room.name}`,
      keywords: room.keywords,
      icon: <room.icon size={18} stroke={1.75} />,
      run: () => navigate(room.path),
    }));
  const lock = { label: 'Lock', keywords: 'sign out leave', icon: <IconLock size={18} stroke={1.75} /> };
  const keys = { label: 'Keys', keywords: 'shortcuts help', icon: <IconKeyboard size={18} stroke={1.75} /> };
  return [
    ...(allows.desk ? [newCustomer] : []),
    ...ways,
    { id: 'lock', ...lock, run: onLock },
    { id: 'keys', ...keys, run: onShowKeys },
  ];
}
