import { usePatient } from '../api';
import { Administrative } from './Administrative';
import { ProxiesCard } from './ProxiesCard';
import { Visits } from './Visits';
import classes from './patients.module.css';

/** Who the patient is and when they come. */
export default function Overview({ patientId }: { patientId: string }) {
  const { data } = usePatient(patientId);
  return (
    <div className={classes.columns}>
      <div>
        {data && <Administrative patient={data} />}
        <ProxiesCard patientId={patientId} />
      </div>
      <Visits patientId={patientId} />
    </div>
  );
}
