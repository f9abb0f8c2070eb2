export { DataTable, type Column } from './DataTable';
export { FormDrawer } from './FormDrawer';
export { PageTitle } from './PageTitle';
export { folded, fullName, initials, patientName } from './person';
export { EmptyState, ErrorState, FormProblem, PageLoading, RowsLoading } from './states';
export { StatusBadge, type Status } from './StatusBadge';
export { toast, toastProblem, withUndo } from './toast';
export { useDeed } from './useDeed';
export { whenOpened } from './whenOpened';
