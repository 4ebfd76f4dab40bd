#!/usr/bin/env bash
# Train the three small models by Stanza's own trainers, on the processor, one thread each:
#
#     training/small.sh WORK
#
# WORK is what training/data.py made; it gets tokenize.pt, mwt.pt and lemma.pt.
set -euo pipefail

work=${1:?usage: training/small.sh WORK}
python=${PYTHON:-python}
saved=$work/saved
tokens=$work/stanza/tokenize
split=$work/stanza/mwt
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
mkdir -p "$saved"

"$python" -m stanza.models.tokenizer --mode train --lang en --shorthand en_quotes \
    --txt_file "$tokens/en_quotes.train.txt" \
    --label_file "$tokens/en_quotes-ud-train.toklabels" \
    --dev_txt_file "$tokens/en_quotes.dev.txt" \
    --dev_label_file "$tokens/en_quotes-ud-dev.toklabels" \
    --dev_conll_gold "$tokens/en_quotes.dev.gold.conllu" \
    --mwt_json_file "$tokens/en_quotes-ud-dev-mwt.json" \
    --conll_file "$saved/tokenize.dev.conllu" \
    --steps 4000 --eval_steps 500 --report_steps 100 \
    --save_dir "$saved" --save_name tokenize.pt --cpu

"$python" -m stanza.models.mwt_expander --mode train --lang en --shorthand en_quotes \
    --data_dir "$split" \
    --train_file "$split/en_quotes.train.in.conllu" \
    --eval_file "$split/en_quotes.dev.in.conllu" \
    --gold_file "$split/en_quotes.dev.gold.conllu" \
    --num_epoch 4 --force_exact_pieces \
    --save_dir "$saved" --save_name mwt.pt --cpu

"$python" -m stanza.models.lemmatizer --mode train --shorthand en_quotes \
    --train_file "$work/lemma.train.conllu" \
    --eval_file "$work/dev.conllu" \
    --output_file "$saved/lemma.dev.conllu" \
    --hidden_dim 100 --batch_size 100 --num_epoch 10 --decay_epoch 6 \
    --save_dir "$saved" --save_name lemma.pt --cpu

cp "$saved/tokenize.pt" "$saved/mwt.pt" "$saved/lemma.pt" "$work"
