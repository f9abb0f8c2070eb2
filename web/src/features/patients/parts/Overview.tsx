import { usePatient } from '../api';
import { Administrative } from './Administrative';
import { Visits } from './Visits';
import classes from './patients.module.css';

/** Who the patient is and when they come. */
export default function Overview({ patientId }: { patientId: string }) {
  const { data } = usePatient(patientId);
  return (
    <div className={classes.columns}>
      {data && <Administrative patient={data} />}
      <Visits patientId={patientId} />
    </div>
  );
}
