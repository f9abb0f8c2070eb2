export { about, chosen, type Chosen } from './found';
export { PatientField } from './PatientField';
