export { about, chosen, type Chosen } from './found';
export { PatientField } from './PatientField';
export { Reliability } from './Reliability';
