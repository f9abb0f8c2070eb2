import { Files } from './Files';

/** The tab of a patient's page. */
export default function PatientFiles({ patientId }: { patientId: string }) {
  return <Files patientId={patientId} />;
}
