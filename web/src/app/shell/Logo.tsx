import { Link } from '@tanstack/react-router';
import classes from './Shell.module.css';

export function Logo() {
  return (
    <Link to="/" className={classes.logo}>
      <img src="/icons/logo.svg" width={28} height={28} alt="" />
      <span>Monoclinic</span>
    </Link>
  );
}
