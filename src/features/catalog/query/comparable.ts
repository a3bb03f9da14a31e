/** Letter case and the two ways of writing an accented letter must not decide what is found. */
export const comparable = (text: string) => text.toLowerCase().normalize('NFC')
