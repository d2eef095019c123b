import { Initials } from '../../ui/Initials.tsx';
import classes from './StaffChoice.module.css';

type StaffChoiceProps = {
  staff: readonly { id: string; name: string; role: string }[];
  chosen: string | null;
  onChoose: (id: string) => void;
  /** A name was clicked, or Enter pressed on it: on to the PIN. */
  onDone: () => void;
};

/** The people of the studio as a group of radio buttons: arrows move, Enter goes on. */
export function StaffChoice({ staff, chosen, onChoose, onDone }: StaffChoiceProps) {
  return (
    <fieldset className={classes.choice}>
      <legend className="visually-hidden">Your name</legend>
      {staff.map(({ id, name, role }) => (
        <label key={id} className={classes.person}>
          <input
            type="radio"
            name="staff"
            className="visually-hidden"
            checked={id === chosen}
            onChange={() => onChoose(id)}
            onClick={(event) => event.detail > 0 && onDone()}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              onDone();
            }}
          />
          <Initials name={name} />
          <span className={classes.name}>{name}</span>
          <span className={classes.role}>{role}</span>
        </label>
      ))}
    </fieldset>
  );
}
