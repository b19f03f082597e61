/** Texts that learners of the demonstration wrote, from the thorough to the hasty. */
export const DEMO_ESSAYS: readonly string[] = [
  `The article argues that the strategy works because it does not stop at the police: it reforms
religious teaching, schools and local development at the same time (Bensalah Alaoui 2017). I find
that convincing where it gives figures, for example on cells that were broken up. Wainscott (2017)
objects that the state has turned religion into a part of its own administration and rewards
loyalty. Both can be true at once: a policy may lower a danger and still give one office a lot of
power over what is taught. What would help me to decide is evidence from people outside the
administration, and the article gives little of it.`,
  `According to the article, citizens and civil society take part in prevention, and that is its
strongest point. Human rights organisations say that suspects were held too long without a lawyer.
The article does not answer them directly. I would say that prevention and rights belong together,
because people only help services that they trust.`,
  `The article says that the strategy is a success. Some people disagree with it.`,
];
