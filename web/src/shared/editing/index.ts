export { AddressFields, addressValues, givenAddress, optionalAddress, requiredAddress, type AddressValues } from './AddressFields';
export { answer } from './answer';
export { walkRows } from './arrows';
export { shownDay, typedDay } from './day';
export { given, merged } from './merge';
export { optionalDay, optionalEmail, required, requiredEmail } from './rules';
export { StaleNotice } from './StaleNotice';
export { useDrawer } from './useDrawer';
export { useRowForm } from './useRowForm';
