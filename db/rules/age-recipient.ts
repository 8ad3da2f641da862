/** An age recipient (X25519): the public half of a key that opens what is sealed for it. */
export const ageRecipient = /^age1[a-z0-9]{58}$/;
