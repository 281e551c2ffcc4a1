import { Link } from '@tanstack/react-router';
import classes from './cast.module.css';
import { type PersonRow, seasonsText } from './people-rows.ts';
import { PersonFacts } from './person-facts.tsx';
import { Portrait } from './portrait.tsx';

export function PeopleGrid({ rows }: { readonly rows: readonly PersonRow[] }) {
  return (
    <ul className={classes['grid']} aria-label="People">
      {rows.map((row) => {
        const { person, featured, seasons } = row;
        const role = person.roles.at(-1)?.role;
        const about = [role, seasonsText(seasons)].filter((each) => each).join(' · ');
        return (
          <li key={person.id}>
            <Link
              to="/cast/$personId"
              params={{ personId: person.id }}
              className={classes['card']}
              data-person={person.id}
            >
              <Portrait name={person.name} photo={featured} />
              <span className={classes['words']}>
                <span className={classes['name']} title={person.name}>
                  {person.name}
                </span>
                <span className={classes['line']}>{person.aliases.join(', ') || about || '\u00a0'}</span>
                {person.aliases.length > 0 && <span className={classes['line']}>{about || '\u00a0'}</span>}
                <PersonFacts row={row} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
