"""Words for readers of every fixed set: weights, families, answers, states, nations.

What belongs here: one word or a few for each member of a set that a face shows, in the language of
the face. `evaluation` and its neighbours give the member, and this gives its word. What does not:
sentences, and the words of programs, which JSON has.

Each word is said with its kind, since "met" or "late" alone says too little to a translator.

```text
words        the word of a member, and a word as a heading
findings     what an audit finds, the things of a plan, and reviews
results      what an evaluation answers, and figures of partners
editions     returns, changes between editions, modules, nations
```
"""
