import { Avatar, type AvatarProps } from '@mantine/core';
import { useFile, type User } from '@/shared/api';
import { initials } from '@/shared/ui/person';

type Person = Pick<User, 'id' | 'avatar' | 'first_name' | 'last_name'>;

/** Another picture has another address here, so that the one before is not shown again; the server does not see the end. */
export const pictureOf = ({ id, avatar }: Person) => (avatar ? `/api/users/${id}/avatar#${avatar}` : undefined);

/** Their picture; their initials where there is none, and until it has come. The name stands beside it: it says nothing aloud. */
export default function UserPicture({ person, ...look }: { person: Person } & AvatarProps) {
  const { url } = useFile(pictureOf(person));
  return (
    <Avatar radius="xl" color="pine" {...look} src={url} alt="" aria-hidden>
      {initials(person)}
    </Avatar>
  );
}
