/** An essay for the end of a lesson's file. */
export const essayCourseText = `  - id: why
    type: essay
    objective: use
    prompt: Why?
    explanation: Because.
    cite: [article:part.1]
    words: [10, 20]
    rubric:
      criteria:
        - id: claim
          text: A claim
          levels:
            - { id: none, text: None, share: 0 }
            - { id: clear, text: Clear, share: 1 }
`;
