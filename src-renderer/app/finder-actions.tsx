import { IconKeyboard, IconLock, IconShieldCheck, IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAllows } from '../ui/signed-in.tsx';
import { useFormat } from '../ui/studio-format.tsx';
import { rooms } from './rooms.ts';
import { verifyLedger } from './verify-ledger.tsx';

/** Something that can be done from anywhere, as the finder lists it. */
export type FinderAction = { id: string; label: string; keywords: string; icon: ReactNode; run: () => void };

/** Everything that the signed-in person may do from anywhere. */
export function useFinderActions(onLock: () => void, onShowKeys: () => void): FinderAction[] {
  const [, navigate] = useLocation();
  const format = useFormat();
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
  const verify: FinderAction = {
    id: 'verify-ledger',
    label: 'Verify the ledger',
    keywords: 'proof prove check hash chain entries audit',
    icon: <IconShieldCheck size={18} stroke={1.75} />,
    run: () => void verifyLedger(format.count),
  };
  const lock = { label: 'Lock', keywords: 'sign out leave', icon: <IconLock size={18} stroke={1.75} /> };
  const keys = { label: 'Keys', keywords: 'shortcuts help', icon: <IconKeyboard size={18} stroke={1.75} /> };
  return [
    ...(allows.desk ? [newCustomer] : []),
    ...ways,
    ...(allows.manager ? [verify] : []),
    { id: 'lock', ...lock, run: onLock },
    { id: 'keys', ...keys, run: onShowKeys },
  ];
}
