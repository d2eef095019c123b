import { Tooltip } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useAllows } from '../ui/signed-in.tsx';
import classes from './Rail.module.css';
import { isInRoom, rooms } from './rooms.ts';

/** The way between rooms, at the left edge. */
export function Rail() {
  const [path] = useLocation();
  const allows = { viewer: true, desk: useAllows('desk'), manager: useAllows('manager') };
  const offered = rooms.filter((room) => allows[room.needs]);
  return (
    <nav className={classes.rail} aria-label="Rooms">
      <span className={classes.mark} aria-hidden="true">
        T
      </span>
      {offered.map((room) => {
        const here = isInRoom(path, room);
        return (
          <Tooltip key={room.path} label={room.name} position="right">
            <Link
              href={room.path}
              className={classes.room}
              aria-label={room.name}
              aria-current={here ? 'page' : undefined}
            >
              <room.icon size={21} stroke={1.75} />
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
