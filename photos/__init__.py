"""Photos, from an upload to the pixels that are kept. Knows no conversation.

    POST /photos, or parts by PATCH          api -> actions/uploading
      -> a file in the private workshop      workshop.py; gone whatever happens
      -> another process reads it            decoding.py, decoder.py: limits, formats
      -> three new JPEGs, made of pixels     no metadata; the original is not kept
      -> the store                           storage.py: a folder or S3
      -> the row                             models.py; file first, row after
    then a message names it                  chat/enclosing.py: unsent -> sent

Who may see one is asked in chat and groups, at every request. What is left over the
sweep removes (sweeping.py).
"""
