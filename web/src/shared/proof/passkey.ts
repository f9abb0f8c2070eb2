import type { Schema } from '@/shared/api';

/** Bytes as the server spells them: base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: ArrayBuffer): string {
  const letters = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** Only over TLS or on localhost, and not by bare address. */
export const passkeysWork = (): boolean => typeof PublicKeyCredential !== 'undefined' && window.isSecureContext;

interface Question {
  challenge: string;
  rp_id: string;
  /** Credential ids; none: whichever passkey the person has here. */
  passkeys?: string[];
}

/** Asks the device to sign. Throws DOMException (NotAllowedError) when the person says no. */
export async function signWithPasskey({ challenge, rp_id, passkeys = [] }: Question): Promise<Schema['PasskeyAssertion']> {
  const credential = (await navigator.credentials.get({
    publicKey: {
      challenge: fromBase64url(challenge),
      rpId: rp_id,
      userVerification: 'required',
      allowCredentials: passkeys.map((id) => ({ type: 'public-key', id: fromBase64url(id) })),
    },
  })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    credential_id: toBase64url(credential.rawId),
    client_data: toBase64url(response.clientDataJSON),
    authenticator_data: toBase64url(response.authenticatorData),
    signature: toBase64url(response.signature),
  };
}

/** Asks the device to make a passkey for this account. */
export async function makePasskey(options: Schema['PasskeyOptions']): Promise<{ client_data: string; attestation: string }> {
  const credential = (await navigator.credentials.create({
    publicKey: {
      challenge: fromBase64url(options.challenge),
      rp: { id: options.rp_id, name: 'Monoclinic' },
      user: { id: fromBase64url(options.user_handle), name: options.user_name, displayName: options.display_name },
      pubKeyCredParams: options.algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: options.exclude.map((id) => ({ type: 'public-key', id: fromBase64url(id) })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    },
  })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return { client_data: toBase64url(response.clientDataJSON), attestation: toBase64url(response.attestationObject) };
}

/** The person closed the device's own dialog: no error worth a word. */
export const wasCancelled = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError';
