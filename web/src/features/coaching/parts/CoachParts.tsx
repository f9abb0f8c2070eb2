import { Avatar, Badge } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useLanguage } from '@/shared/i18n';
import { imageUrl, type Coach } from '../api';
import { useT } from '../i18n';
import classes from './coaching.module.css';

export const specialtyName = (specialty: Schema['Specialty'], language: string) => (language === 'fr' ? specialty.name_fr : specialty.name_en);

export function Portrait({ coach, size }: { coach: Pick<Coach, 'name' | 'photo_id'>; size: number }) {
  const t = useT();
  const letters = coach.name.split(' ').map((word) => word.charAt(0)).slice(0, 2).join('').toLocaleUpperCase();
  const photo = coach.photo_id;
  return <Avatar size={size} radius={1000} src={photo ? imageUrl(photo) : undefined} alt={photo ? t('coach.photo', { name: coach.name }) : ''} aria-hidden={!photo}>{letters}</Avatar>;
}

export function Specialties({ list }: { list: Schema['Specialty'][] }) {
  const language = useLanguage();
  if (list.length === 0) return null;
  return <div className={classes.badges}>{list.map((one) => <Badge key={one.id} variant="default" className={classes.badge}>{specialtyName(one, language)}</Badge>)}</div>;
}

export function useLanguageNames(codes: string[]): string {
  const language = useLanguage();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(codes.map((code) => names.of(code) ?? code));
}
