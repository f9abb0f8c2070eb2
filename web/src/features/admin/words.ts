/** Operations that have words of their own; others are shown by their name. */
export const actions = [
  'auth.log_in', 'auth.login_refused', 'auth.by_operator', 'auth.log_out', 'auth.set_up', 'auth.register_patient', 'auth.change_password', 'auth.accept_invitation', 'auth.revoke_session',
  'auth.verify_email', 'auth.resend_verification', 'auth.forgot_password', 'auth.reset_password', 'auth.change_email', 'auth.confirm_email',
  'users.invite', 'users.invite_again', 'users.change', 'users.change_me', 'users.log_out_user',
  'clinics.add_site', 'clinics.edit_site', 'clinics.archive_site', 'clinics.add_closure', 'clinics.remove_closure', 'clinics.add_room', 'clinics.remove_room', 'clinics.set_staff',
  'clinics.add_practitioner', 'clinics.edit_practitioner', 'clinics.archive_practitioner', 'clinics.add_visit_type', 'clinics.edit_visit_type', 'clinics.archive_visit_type',
  'patients.add', 'patients.search', 'patients.show', 'patients.me', 'patients.replace', 'patients.edit', 'patients.edit_me', 'patients.archive', 'patients.restore',
  'record.record', 'record.timeline', 'break_glass.open', 'break_glass.list', 'break_glass.find',
  'appointments.list', 'appointments.show', 'appointments.history', 'appointments.book', 'appointments.edit', 'appointments.cancel', 'appointments.move', 'appointments.confirm', 'appointments.arrive', 'appointments.start',
  'appointments.complete', 'appointments.miss', 'appointments.undo', 'appointments.set_availability', 'appointments.add_exception', 'appointments.remove_exception',
  'documents.add', 'documents.list', 'documents.read', 'documents.show', 'documents.thumbnail', 'documents.trash', 'documents.share',
  'documents.restore', 'consultations.list', 'consultations.show', 'consultations.start', 'consultations.save', 'consultations.discard',
  'consultations.sign', 'consultations.addenda', 'consultations.write_addendum', 'consultations.prescriptions', 'consultations.prescribe',
  'consultations.edit_prescription', 'consultations.remove_prescription', 'billing.draft', 'billing.show', 'billing.edit', 'billing.discard',
  'billing.issue', 'billing.pay', 'billing.refund', 'billing.credit', 'billing.checkout', 'billing.add_act', 'billing.edit_act',
  'billing.archive_act', 'coaching.write', 'coaching.edit', 'coaching.remove', 'coaching.comment', 'coaching.report', 'coaching.hide',
  'coaching.unhide', 'coaching.settle', 'coaching.edit_profile', 'notifications.set_preferences',
  'admin.replay', 'admin.set_log_level', 'admin.clear_alert', 'admin.export_audit', 'admin.purge_audit', 'accesses.list',
] as const;
export type Action = (typeof actions)[number];
export const isAction = (name: string): name is Action => (actions as readonly string[]).includes(name);

/** Where a subject can be looked at. */
export function subjectPath(kind: string | undefined, id: string | undefined): string | undefined {
  if (!id) return undefined;
  if (kind === 'patient') return `/patients/${id}`;
  if (kind === 'consultation') return `/consultations/${id}`;
  if (kind === 'site') return `/admin/sites/${id}`;
  return undefined;
}

const kinds = ['patient', 'patients', 'appointment', 'practitioner', 'site', 'visit_type', 'user', 'staff', 'closure', 'room', 'log', 'event', 'session', 'notification', 'document', 'consultation', 'invoice', 'post', 'audit'] as const;
export const isKind = (name: string): name is (typeof kinds)[number] => (kinds as readonly string[]).includes(name);
